-- A timer of a running clock has a job that wakes it, written in the same transaction as the timer itself; a timer of a
-- clock that stands still has none until the clock runs again, unless it is due already: then nobody else would run it.
-- The job is a hint: the timer's row decides.
--
-- graphile_worker's schema is installed by the engine; its name is looked up when a function runs, not when it is made.

CREATE FUNCTION "timer_wake"("woken" "timer", "clock_offset_ms" BIGINT) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM graphile_worker.add_job(
    'timer',
    json_build_object(
      'sandbox_id', woken.sandbox_id, 'provider', woken.provider, 'kind', woken.kind, 'subject', woken.subject
    ),
    run_at := woken.due_at - clock_offset_ms * interval '1 millisecond',
    job_key := 'timer ' || woken.id
  );
END;
$$;

CREATE FUNCTION "timer_was_set"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  clock RECORD;
BEGIN
  -- The lock makes a clock that is being moved wait for this timer, so that the move reschedules it too.
  SELECT clock_offset_ms, clock_frozen_at INTO clock FROM sandbox WHERE id = NEW.sandbox_id FOR SHARE;
  IF clock.clock_frozen_at IS NULL THEN
    PERFORM timer_wake(NEW, clock.clock_offset_ms);
  ELSIF NEW.due_at <= clock.clock_frozen_at THEN
    -- Due at once, by whatever distance to real time.
    PERFORM timer_wake(NEW, (extract(epoch FROM NEW.due_at - now()) * 1000)::BIGINT);
  END IF;
  RETURN NULL;
END;
$$;

CREATE TRIGGER "timer_was_set" AFTER INSERT OR UPDATE OF "due_at" ON "timer"
  FOR EACH ROW EXECUTE FUNCTION "timer_was_set"();

CREATE FUNCTION "clock_was_moved"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM timer_wake(timer, NEW.clock_offset_ms) FROM timer WHERE timer.sandbox_id = NEW.id;
  RETURN NULL;
END;
$$;

CREATE TRIGGER "clock_was_moved" AFTER UPDATE OF "clock_offset_ms", "clock_frozen_at" ON "sandbox"
  FOR EACH ROW WHEN (NEW."clock_frozen_at" IS NULL)
  EXECUTE FUNCTION "clock_was_moved"();

-- Whoever remembers something of a sandbox hears of a change with the change: committed together, and never without it.
-- Each provider's migration puts the trigger on the tables of which something is remembered. Its argument is the column
-- that holds the sandbox's id.
CREATE FUNCTION "sandbox_has_changed"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    PERFORM pg_notify('understudy_sandbox', to_jsonb(OLD) ->> TG_ARGV[0]);
  ELSE
    PERFORM pg_notify('understudy_sandbox', to_jsonb(NEW) ->> TG_ARGV[0]);
  END IF;
  RETURN NULL;
END;
$$;

CREATE TRIGGER "sandbox_has_changed" AFTER UPDATE OR DELETE ON "sandbox"
  FOR EACH ROW EXECUTE FUNCTION "sandbox_has_changed"('id');

CREATE TRIGGER "sandbox_has_changed" AFTER UPDATE OR DELETE ON "credential"
  FOR EACH ROW EXECUTE FUNCTION "sandbox_has_changed"('sandbox_id');
