// What the suites ask of whatever runs the gateway: that it starts with these variables, and stops.

export type RunningGateway = { origin: string; stop(): Promise<void> };
export type StartGateway = (env: Record<string, string>) => Promise<RunningGateway>;
