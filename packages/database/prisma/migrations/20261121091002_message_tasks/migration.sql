-- A message for the gateway and the task that sends it are written together, whoever writes the message.
CREATE FUNCTION "message_is_queued"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "task" ("sandbox_id", "provider", "kind", "subject")
  SELECT "sandbox_id", 'platform', 'send_message', "id" FROM "came" WHERE "status" = 'queued' ORDER BY "sequence";
  RETURN NULL;
END;
$$;

CREATE TRIGGER "message_is_queued" AFTER INSERT ON "message"
  REFERENCING NEW TABLE AS "came"
  FOR EACH STATEMENT EXECUTE FUNCTION "message_is_queued"();
