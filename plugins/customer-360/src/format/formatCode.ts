/** A machine word of a vendor's closed list, for reading: "insufficient funds". @internal */
export function formatCode(code: string): string {
  return code.replace(/_/g, ' ');
}
