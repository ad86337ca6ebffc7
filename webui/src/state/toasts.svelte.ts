// Short notices that go by themselves; failures stay longer.

export interface Toast {
  id: number;
  text: string;
  kind: 'info' | 'error';
}

const STAY_MS = { info: 4000, error: 10_000 };
const MOST = 4;

class Toasts {
  list = $state.raw<readonly Toast[]>([]);
  #next = 1;

  info(text: string): void {
    this.#push(text, 'info');
  }

  error(text: string): void {
    this.#push(text, 'error');
  }

  dismiss(id: number): void {
    this.list = this.list.filter((toast) => toast.id !== id);
  }

  #push(text: string, kind: Toast['kind']): void {
    const id = this.#next++;
    const others = this.list.filter((toast) => toast.text !== text);
    this.list = [...others, { id, text, kind }].slice(-MOST);
    setTimeout(() => {
      this.dismiss(id);
    }, STAY_MS[kind]);
  }
}

export const toasts = new Toasts();
