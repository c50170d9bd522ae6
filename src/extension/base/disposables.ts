export interface Disposable {
  dispose(): unknown;
}

/** Releases what it holds in reverse order; what is added after disposal is released at once. */
export class DisposableStore implements Disposable {
  private readonly items: Disposable[] = [];
  private isDisposed = false;

  add<T extends Disposable>(item: T): T {
    if (this.isDisposed) item.dispose();
    else this.items.push(item);
    return item;
  }

  /** Holds the undo function of a listener. */
  addUndo(undo: () => void): void {
    this.add({ dispose: undo });
  }

  /** What one of them throws keeps none of the others; the first is thrown at the end. */
  dispose(): void {
    this.isDisposed = true;
    const failures: unknown[] = [];
    for (const item of this.items.splice(0).reverse()) {
      try {
        item.dispose();
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw failures[0];
  }
}
