import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import { Worker } from '@temporalio/worker';
import { ReusableVMWorkflowCreator } from '@temporalio/worker/lib/workflow/reusable-vm';
import { globalHandlers } from '@temporalio/worker/lib/workflow/vm-shared';

// No stack trace for every promise of a workflow: it costs a worker more than judging and folding, and serves only the query `__stack_trace`, which then answers without frames.
globalHandlers.installed = true;

/** An office has two keys, and a few old ones. */
const KEYS_KEPT = 50;
const keys = new Map<string, KeyObject>();

const keyOf = (publicKey: string): KeyObject => {
  const known = keys.get(publicKey);
  if (known) return known;
  const x = Buffer.from(publicKey, 'hex').toString('base64url');
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
  if (keys.size >= KEYS_KEPT) keys.clear();
  keys.set(publicKey, key);
  return key;
};

/** Ed25519 by OpenSSL, a tenth of what the same check takes inside the sandbox. Throws for what is no key. */
export const checkSignature = (text: string, signature: string, publicKey: string): boolean =>
  /^[0-9a-f]{128}$/.test(signature) && verify(null, Buffer.from(text), keyOf(publicKey), Buffer.from(signature, 'hex'));

class Sandbox extends ReusableVMWorkflowCreator {
  protected override injectGlobals(context: object): void {
    super.injectGlobals(context);
    Object.defineProperty(context, 'checkSignature', { value: checkSignature, writable: false, enumerable: false, configurable: false });
  }
}

/** The SDK's worker, its workflows run by the main thread, in a sandbox that can check a signature natively; see docs/adr/0011. */
export class CaseWorker extends Worker {
  protected static override createWorkflowCreator(
    ...[bundle, options]: Parameters<(typeof Worker)['createWorkflowCreator']>
  ): ReturnType<(typeof Worker)['createWorkflowCreator']> {
    return Sandbox.create(bundle, undefined as never, new Set(options.activities.keys()));
  }
}
