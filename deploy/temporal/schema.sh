#!/bin/sh
# Brings Temporal's two databases to the schema of this image; changes nothing when they have it. The password comes as SQL_PASSWORD.
set -eu
for pair in temporal:temporal temporal_visibility:visibility; do
  database=${pair%%:*}
  versioned="${SCHEMA_DIR:-/etc/temporal/schema/postgresql/v12}/${pair##*:}/versioned"
  tool="temporal-sql-tool --plugin postgres12 --ep ${POSTGRES_HOST:-postgres} --port ${POSTGRES_PORT:-5432} --user temporal --db $database"
  if said=$($tool update-schema --schema-dir "$versioned" 2>&1); then
    echo "$database: schema up to date"
    continue
  fi
  # setup-schema sets the version back to 0.0: right on an empty database, ruin on any other. So only where the version table is missing.
  case $said in
    *schema_version*'does not exist'*) ;;
    *) echo "$said" >&2; exit 1 ;;
  esac
  $tool setup-schema --version 0.0
  $tool update-schema --schema-dir "$versioned"
done
