import { existsSync, renameSync, rmSync } from 'node:fs';
import type { SignerRole } from '../domain/case/signers';
import { publicPartOf, type Signer, signerFrom } from './signer';

/**
 * The files of a key while it is being replaced: `.next` until every run trusts it, `.old` until no run trusts it any longer. Which files there are says how far
 * a rotation has come; one that was interrupted goes on from there.
 */
export class KeyFiles {
  constructor(
    private readonly role: SignerRole,
    private readonly file: string,
  ) {}

  /** There is a next key, which perhaps not every run trusts yet. */
  get isBegun(): boolean {
    return existsSync(`${this.file}.next`);
  }

  /** The present private key lies here; a recovery key is best kept elsewhere. */
  get isHere(): boolean {
    return existsSync(this.file) || this.isCutShort();
  }

  /** The next key has taken the place of the present one, or was about to. */
  get isSwapped(): boolean {
    return existsSync(this.oldFile);
  }

  /** The key that shall replace the present one; made when there is none. */
  next(): Signer {
    return signerFrom(this.role, `${this.file}.next`);
  }

  /** After an interrupted swap the present key may still be the next. */
  current(): Signer {
    return signerFrom(this.role, this.isCutShort() ? `${this.file}.next` : this.file);
  }

  replaced(): Signer | undefined {
    return existsSync(this.oldFile) ? signerFrom(this.role, this.oldFile) : undefined;
  }

  /** The present key becomes the old one, the next the present. Where the present one is lost, its place only is taken. */
  swap(): void {
    if (existsSync(this.file) && !this.isSwapped) renameSync(this.file, this.oldFile);
    if (this.isBegun) renameSync(`${this.file}.next`, this.file);
    this.tellPublicPart();
  }

  forgetOld(): void {
    rmSync(this.oldFile, { force: true });
  }

  private tellPublicPart(): void {
    if (this.role !== 'recovery') return;
    rmSync(`${this.file}.pub`, { force: true });
    publicPartOf(this.role, this.file);
  }

  private isCutShort(): boolean {
    return this.isSwapped && this.isBegun;
  }

  private get oldFile(): string {
    return `${this.file}.old`;
  }
}
