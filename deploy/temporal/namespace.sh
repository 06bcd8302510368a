#!/bin/sh
# Histories are kept ten years after a case has ended: said explicitly, because the default forgets them after days.
set -eu
retention=87600h
for attempt in 1 2 3 4 5 6 7 8 9 10 11 12; do
  temporal operator cluster health && break
  [ "$attempt" = 12 ] && { echo 'Temporal did not become healthy within a minute' >&2; exit 1; }
  sleep 5
done
if temporal operator namespace describe --namespace "$TEMPORAL_NAMESPACE" >/dev/null 2>&1; then
  temporal operator namespace update --namespace "$TEMPORAL_NAMESPACE" --retention "$retention"
else
  temporal operator namespace create --namespace "$TEMPORAL_NAMESPACE" --retention "$retention"
fi
