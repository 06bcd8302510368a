import type { ClientBase } from 'pg';

/** The role under which api and worker connect. It owns nothing: it cannot change a table, nor switch a trigger off. */
export const APPLICATION_ROLE = 'tuanwu_app';

/*
 * After every migration: the application may read and write, but what is append-only it can only insert and select. A table is append-only when the trigger
 * that refuses changes stands on it, so that a later migration cannot forget the one for the other.
 */
const GRANTS = `DO $$
DECLARE entry record;
BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = '${APPLICATION_ROLE}') THEN RETURN; END IF;
  EXECUTE format('GRANT CONNECT ON DATABASE %I TO ${APPLICATION_ROLE}', current_database());
  GRANT USAGE ON SCHEMA public TO ${APPLICATION_ROLE};
  FOR entry IN
    SELECT c.oid::regclass AS name, EXISTS (
      SELECT 1 FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid WHERE t.tgrelid = c.oid AND p.proname = 'refuse_change') AS append_only
    FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND pg_get_userbyid(c.relowner) = current_user
  LOOP
    EXECUTE format('REVOKE ALL ON %s FROM ${APPLICATION_ROLE}', entry.name);
    IF entry.name::text = '_prisma_migrations' THEN EXECUTE format('GRANT SELECT ON %s TO ${APPLICATION_ROLE}', entry.name);
    ELSIF entry.append_only THEN EXECUTE format('GRANT SELECT, INSERT ON %s TO ${APPLICATION_ROLE}', entry.name);
    ELSE EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %s TO ${APPLICATION_ROLE}', entry.name);
    END IF;
  END LOOP;
END $$`;

/** Does nothing where there is no such role: a database of one's own that has one login only. The triggers refuse changes there too. */
export const grantApplication = async (client: ClientBase): Promise<void> => {
  await client.query(GRANTS);
};
