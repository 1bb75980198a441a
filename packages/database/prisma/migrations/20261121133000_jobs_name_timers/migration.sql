-- A job names its timer alone, by the timer's own id: it may outlast the timer, and with it the object that the timer was
-- about, of which nothing is to be left once that is erased.
CREATE OR REPLACE FUNCTION "timer_wake"("woken" "timer", "clock_offset_ms" BIGINT) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM graphile_worker.add_job(
    'timer',
    json_build_object('sandbox_id', woken.sandbox_id, 'timer_id', woken.id),
    run_at := woken.due_at - clock_offset_ms * interval '1 millisecond',
    job_key := 'timer ' || woken.id
  );
END;
$$;

-- Those that wait already.
SELECT timer_wake(timer, sandbox.clock_offset_ms) FROM timer JOIN sandbox ON sandbox.id = timer.sandbox_id
WHERE sandbox.clock_frozen_at IS NULL;
