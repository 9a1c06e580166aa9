// The wire forms in workerd: the same tests as on Node.

export * from '../../worker/wire/wire.test.ts';
