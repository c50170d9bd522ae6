import type { FoundPicture } from './folderPictures';
import type { Place } from './places';

export interface CodeBlock {
  readonly text: string;
  /** As the model named it; may be empty. */
  readonly language: string;
  /** A file that the block names. */
  readonly path?: string;
}

/** What a person can do with the code, the places and the pictures of an answer. */
export interface CodeUi {
  openPlace(place: Place): Promise<void>;
  openSymbol(name: string): Promise<void>;
  newFile(code: CodeBlock): Promise<void>;
  /** Puts commands into a terminal; nothing runs that the person has not seen. */
  runInTerminal(code: CodeBlock): Promise<void>;
  /** Shows how a file would be with the code in it; the person confirms there. */
  applyToFile(code: CodeBlock): Promise<void>;
  /** Writes what the newest preview shows. */
  applyProposal(): Promise<void>;
  discardProposal(): Promise<void>;
  /** Which of these paths there are. */
  checkPaths(paths: readonly string[]): Promise<ReadonlySet<string>>;
  /** A picture that lies in the open folders. */
  findPicture(path: string): Promise<FoundPicture>;
}
