import { type Client, isGrpcServiceError } from '@temporalio/client';
import { ApplicationFailure, defaultFailureConverter, defaultPayloadConverter } from '@temporalio/common';
import { temporal } from '@temporalio/proto';
import type { Command } from '../domain/case/command';
import type { Refusal } from '../domain/case/refusal';
import { REFUSED, type Submitted, submit } from '../workflows/messages';
import { Silent } from './temporal';

const { UPDATE_WORKFLOW_EXECUTION_LIFECYCLE_STAGE_COMPLETED: COMPLETED } = temporal.api.enums.v1.UpdateWorkflowExecutionLifecycleStage;
const JSON_PLAIN = { encoding: Buffer.from('json/plain') };
/** As the client's own converter writes and reads it, whose text codec also runs where there is no Buffer and so takes ten times as long. */
const payloadOf = (command: Command) => ({ metadata: JSON_PLAIN, data: Buffer.from(JSON.stringify(command)) });
const decidedIn = ({ buffer, byteOffset, byteLength }: Uint8Array) =>
  JSON.parse(Buffer.from(buffer, byteOffset, byteLength).toString()) as Submitted;
/** gRPC's NOT_FOUND: no such workflow, or it has ended. */
const NOT_FOUND = 5;

/**
 * Asks a workflow to decide a command: one call, answered with its outcome, or not at all. The client's own `executeUpdate` goes on asking for as long as
 * no worker answers, and can be stopped only by a deadline that it keeps in an `AsyncLocalStorage`, whose hooks every promise of the process then pays for.
 *
 * @returns undefined when there is no such workflow, or it has ended
 * @throws Silent when the server gave up waiting for a worker: the command stays registered, and is asked again under the same id
 */
export const decide = async (
  client: Client,
  workflowId: string,
  command: Command,
): Promise<Submitted | { readonly refusal: Refusal } | undefined> => {
  const { namespace, identity } = client.workflow.options;
  try {
    const { outcome } = await client.workflowService.updateWorkflowExecution({
      namespace,
      workflowExecution: { workflowId },
      waitPolicy: { lifecycleStage: COMPLETED },
      request: {
        meta: { updateId: command.id, identity },
        input: { name: submit.name, args: { payloads: [payloadOf(command)] } },
      },
    });
    if (outcome?.failure) throw defaultFailureConverter.failureToError(outcome.failure, defaultPayloadConverter);
    const [answer] = outcome?.success?.payloads ?? [];
    if (!answer?.data) throw new Silent('no worker decided the update in time');
    return decidedIn(answer.data);
  } catch (error) {
    if (error instanceof ApplicationFailure && error.type === REFUSED) return { refusal: error.details?.[0] as Refusal };
    if (isGrpcServiceError(error) && error.code === NOT_FOUND) return undefined;
    throw error;
  }
};
