/** Made by web/vite.config.mjs out of domain/contract. */
declare module 'virtual:routes' {
  export const routes: Readonly<Record<string, readonly [method: string, path: string, keyed: 0 | 1]>>;
}
