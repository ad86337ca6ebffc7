// Finding names among many by typing: all that hold what is typed, in either case.

export function foundNames(names: readonly string[], typed: string): readonly string[] {
  const words = typed.trim().toLocaleLowerCase();
  return names.filter((name) => name.toLocaleLowerCase().includes(words));
}

/** Whether what is typed is a name that there is not. */
export function isNewName(names: readonly string[], typed: string): boolean {
  return typed.trim() !== '' && !names.includes(typed.trim());
}
