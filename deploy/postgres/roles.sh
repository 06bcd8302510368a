#!/bin/sh
# Runs once, when the database folder is new: one database each for the application and for Temporal, so that neither can read the
# other's tables. The application has two roles: tuanwu owns the tables and migrates; tuanwu_app, under which api and worker connect,
# can only add to the ledger and to the log (records/grants.ts).
set -eu
psql --set ON_ERROR_STOP=1 --username postgres --dbname postgres \
  --set tuanwu="$TUANWU_DB_PASSWORD" --set app="$TUANWU_APP_DB_PASSWORD" --set temporal="$TEMPORAL_DB_PASSWORD" <<'SQL'
CREATE ROLE tuanwu LOGIN PASSWORD :'tuanwu';
CREATE ROLE tuanwu_app LOGIN PASSWORD :'app';
CREATE ROLE temporal LOGIN PASSWORD :'temporal';
CREATE DATABASE tuanwu OWNER tuanwu TEMPLATE template0 ENCODING 'UTF8' LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8' LOCALE 'C';
CREATE DATABASE temporal OWNER temporal;
CREATE DATABASE temporal_visibility OWNER temporal;
REVOKE CONNECT ON DATABASE tuanwu, temporal, temporal_visibility FROM PUBLIC;
GRANT CONNECT ON DATABASE tuanwu TO tuanwu_app;
SQL
