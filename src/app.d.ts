declare global {
	namespace App {}
}
export type {};
