/** What every page carries: it loads what is ours only, is kept nowhere, and tells no other site its address. */
export const pageHeaders: Readonly<Record<string, string>> = {
  "Content-Security-Policy": [
    ...["default-src 'none'", "style-src 'self'", "script-src 'self'", "img-src 'self' data:", "connect-src 'self'"],
    ...["form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'"],
  ].join("; "),
  "Referrer-Policy": "no-referrer",
  "X-Content-Type-Options": "nosniff",
  "Cache-Control": "no-store",
};
