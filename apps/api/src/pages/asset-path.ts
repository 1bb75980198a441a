/**
 * Where pages load a file from: `kit/hosted.css`, `acme/slip.css`. A path without a host, as the same page may be opened
 * by more than one name of the server.
 */
export function assetPath(publicUrl: string, name: string): string {
  return `${new URL(publicUrl).pathname.replace(/\/$/, "")}/pages/${name}`;
}
