import { defineRouteMiddleware, type StarlightRouteData } from "@astrojs/starlight/route-data";
import { overviewSections } from "./reference.ts";

/**
 * The reference tool calls every overview "Overview". In search results and at the foot of a page that says nothing,
 * so there the overview goes by the name of what it is an overview of.
 */
export const onRequest = defineRouteMiddleware(({ locals: { starlightRoute: route }, url }) => {
  for (const link of [route.pagination.prev, route.pagination.next]) {
    if (link?.label === unnamed) link.label = groupOf(link.href, route.sidebar) ?? unnamed;
  }
  const subject = route.headings.find(({ slug }) => slug === "overview")?.text.replace(/ \([^()]*\)$/, "");
  if (route.entry.data.title !== unnamed || !subject) return;
  route.entry.data.title = subject;
  const own = url.pathname.includes("/operations/") ? [] : ownSections;
  if (route.toc) route.toc.items = route.toc.items.flatMap((item) => (item.slug === "overview" ? own : [item]));
  for (const tag of route.head) {
    if (tag.tag === "title") tag.content = `${subject} | ${route.siteTitle}`;
    if (tag.tag === "meta" && tag.attrs?.property === "og:title") tag.attrs.content = subject;
  }
});

const unnamed = "Overview";

const ownSections = Object.values(overviewSections).map((text) => ({
  depth: 2,
  slug: text.toLowerCase().replaceAll(" ", "-"),
  text,
  children: [],
}));

/** The name of the group of the sidebar in which an address stands. */
function groupOf(href: string, entries: StarlightRouteData["sidebar"]): string | undefined {
  for (const entry of entries) {
    if (entry.type !== "group") continue;
    if (entry.entries.some((item) => item.type === "link" && item.href === href)) return entry.label;
    const name = groupOf(href, entry.entries);
    if (name) return name;
  }
  return undefined;
}
