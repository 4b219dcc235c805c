/** The same error with the name of the file, which the system leaves out where it speaks of an open one. */
export function namingFile(error: unknown, path: string): unknown {
  const isUnnamed = error instanceof Error && 'syscall' in error && !('path' in error);
  return isUnnamed ? Object.assign(error, { path }) : error;
}
