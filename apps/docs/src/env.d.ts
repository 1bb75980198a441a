/// <reference types="astro/client" />
/// <reference types="astro/types/content" />

declare namespace App {
  interface Locals {
    starlightRoute: import("@astrojs/starlight/route-data").StarlightRouteData;
  }
}
