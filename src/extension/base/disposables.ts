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

  dispose(): void {
    this.isDisposed = true;
    for (const item of this.items.splice(0).reverse()) item.dispose();
  }
}
