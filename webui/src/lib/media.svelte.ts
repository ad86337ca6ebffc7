// Facts about the screen that code, not only styles, must know.

class Media {
  /** A narrow screen: rows become cards of more lines. */
  narrow = $state(false);

  constructor() {
    const query = matchMedia('(max-width: 760px)');
    this.narrow = query.matches;
    query.addEventListener('change', (event) => {
      this.narrow = event.matches;
    });
  }
}

export const media = new Media();
