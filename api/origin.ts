import type { FastifyRequest } from 'fastify';
import type { Config } from '../config/config';

/** Where people reach the portal: as configured, else as this request did. What stands on paper leads there. */
export const originOf = (config: Config, request: FastifyRequest): string => config.publicUrl ?? `${request.protocol}://${request.host}`;
