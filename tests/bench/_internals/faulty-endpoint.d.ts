/** A request about a choice, as the endpoint saw it. */
export interface SeenRequest {
  readonly choice: string;
  readonly attempt: number;
  readonly fault: '429' | '500' | 'cut' | undefined;
  readonly promptTokens: number;
}

export function faultOf(choice: number | string, attempt: number, share: number): SeenRequest['fault'];
export function tokensOf(prompt: string): number;
export function leastMs(
  choices: number,
  how: { readonly limit: number; readonly latencyMs: number; readonly share: number },
): { readonly requests: number; readonly ms: number };
export function startFaultyEndpoint(how: { readonly latencyMs: number; readonly share: number }): Promise<{
  readonly baseUrl: string;
  readonly requests: readonly SeenRequest[];
  mostOpen(): number;
  close(): Promise<void>;
}>;
