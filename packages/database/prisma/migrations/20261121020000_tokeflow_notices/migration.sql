-- What creations remember of a merchant: its name and city, its connectors, its routing tree, and the rate limit.

CREATE TRIGGER "sandbox_has_changed" AFTER UPDATE OF "rate_limit_requests", "rate_limit_window_seconds" ON "tokeflow_organization"
  FOR EACH ROW EXECUTE FUNCTION "sandbox_has_changed"('sandbox_id');

CREATE TRIGGER "sandbox_has_changed" AFTER DELETE OR UPDATE OF "name", "city", "pix_key", "seed" ON "tokeflow_merchant"
  FOR EACH ROW EXECUTE FUNCTION "sandbox_has_changed"('sandbox_id');

CREATE TRIGGER "sandbox_has_changed" AFTER INSERT OR UPDATE OR DELETE ON "tokeflow_connector"
  FOR EACH ROW EXECUTE FUNCTION "sandbox_has_changed"('sandbox_id');

CREATE TRIGGER "sandbox_has_changed" AFTER INSERT OR UPDATE OR DELETE ON "tokeflow_routing_tree"
  FOR EACH ROW EXECUTE FUNCTION "sandbox_has_changed"('sandbox_id');
