#!/bin/sh
# Runs once, when the database folder is new: one role and database each for the application and for Temporal, so that neither can
# read the other's tables.
set -eu
psql --set ON_ERROR_STOP=1 --username postgres --dbname postgres \
  --set tuanwu="$TUANWU_DB_PASSWORD" --set temporal="$TEMPORAL_DB_PASSWORD" <<'SQL'
-- CREATEROLE: a migration may lay down narrower roles of its own, such as one that can only add to the log.
CREATE ROLE tuanwu LOGIN CREATEROLE PASSWORD :'tuanwu';
CREATE ROLE temporal LOGIN PASSWORD :'temporal';
CREATE DATABASE tuanwu OWNER tuanwu TEMPLATE template0 ENCODING 'UTF8' LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8' LOCALE 'C';
CREATE DATABASE temporal OWNER temporal;
CREATE DATABASE temporal_visibility OWNER temporal;
REVOKE CONNECT ON DATABASE tuanwu, temporal, temporal_visibility FROM PUBLIC;
SQL
