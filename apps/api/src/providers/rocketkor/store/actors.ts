import type { Actor } from "../rules/actor.ts";

/** The columns that say who made a row and who changed it last. */
interface Stamps {
  readonly createdBy: Actor;
  readonly createdAt: Date;
  readonly updatedBy: Actor;
  readonly updatedAt: Date;
}

interface StampColumns {
  readonly createdByType: string;
  readonly createdById: string;
  readonly createdAt: Date;
  readonly updatedByType: string;
  readonly updatedById: string;
  readonly updatedAt: Date;
}

export function stampColumns({ createdBy, createdAt, updatedBy, updatedAt }: Stamps): StampColumns {
  return {
    ...{ createdByType: createdBy.type, createdById: createdBy.id, createdAt },
    ...{ updatedByType: updatedBy.type, updatedById: updatedBy.id, updatedAt },
  };
}

export function stampsFrom(row: StampColumns): Stamps {
  const { createdByType, createdById, createdAt, updatedByType, updatedById, updatedAt } = row;
  return {
    ...{ createdBy: actorFrom(createdByType, createdById), createdAt },
    ...{ updatedBy: actorFrom(updatedByType, updatedById), updatedAt },
  };
}

/** Written by stores alone. */
export function actorFrom(type: string, id: string): Actor {
  return { id, type: type as Actor["type"] };
}
