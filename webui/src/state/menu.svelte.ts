// The menu of the selected items: where it is open.

class Menu {
  at = $state.raw<{ x: number; y: number } | null>(null);

  /** At a point of the window, in pixels; on a phone it comes from below, wherever that is. */
  open(x: number, y: number): void {
    this.at = { x, y };
  }

  close(): void {
    this.at = null;
  }
}

export const menu = new Menu();
