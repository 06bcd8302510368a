#!/usr/bin/env bash
# One applicant from application to certificate, over HTTP. It founds a small county first, so it needs an empty rehearsal:
#
#   npm run rehearse -- --empty --from 2026-01-12T09:00+08:00        (prints "data folder: ..." and "ready http://...")
#   DATA_DIR=<that data folder> docs/walk.sh [http://127.0.0.1:3000]
#
# Needs bash, curl and node (for JSON). Every line that begins with `act`, `open_` or `call` is one HTTP request; see the first functions.
set -euo pipefail
URL=${1:-${URL:-http://127.0.0.1:3000}}
: "${DATA_DIR:?set DATA_DIR to the data folder that the rehearsal printed}"
here=$(cd "$(dirname "$0")/.." && pwd)

say() { printf '\n%s\n' "$*"; }
# One value out of JSON on standard input: pick book.number
pick() { node -e 'const j = JSON.parse(require("fs").readFileSync(0)); const v = process.argv[1].split(".").reduce((o, k) => o?.[k], j); if (v === undefined) { console.error("no " + process.argv[1] + " in", j); process.exit(1); } console.log(typeof v === "string" ? v : JSON.stringify(v))' "$1"; }
# call TOKEN METHOD PATH [BODY]: a fresh Idempotency-Key for each new act; repeat one with the same key and you get the first answer.
call() { curl -sS --fail-with-body -X "$2" "$URL$3" -H "authorization: Bearer $1" -H 'accept-language: en' -H "idempotency-key: walk-$$-$RANDOM$RANDOM$RANDOM" ${4:+-H 'content-type: application/json' -d "$4"} || { echo " <- $2 $3" >&2; return 1; }; }
# paper TOKEN KIND: a paper as text; its id goes with an act. Files go to POST /api/papers/files.
paper() { call "$1" POST /api/papers "{\"kind\":\"$2\",\"text\":\"$2, handwritten original in the file\"}" | pick id; }
# act TOKEN CASE KIND BODY [MORE]: MORE are further fields, such as "papers":["..."] or "actor":"..."
act() { call "$1" POST "/api/cases/$2/commands" "{\"kind\":\"$3\",\"body\":$4${5:+,$5}}" >/dev/null; echo "  $3: accepted"; }
# Like act with papers, each named by its kind: act_with TOKEN CASE KIND BODY "kind kind" [MORE]
act_with() { local ids='' kind id; for kind in $5; do id=$(paper "$1" "$kind"); ids="$ids${ids:+,}\"$id\""; done; act "$1" "$2" "$3" "$4" "\"papers\":[$ids]${6:+,$6}"; }
# open_occasion TOKEN PROCEDURE UNIT KIND BODY: a notice, a meeting, a session or a ceremony
open_occasion() { call "$1" POST /api/occasions "{\"procedure\":\"$2\",\"unit\":\"$3\",\"act\":{\"kind\":\"$4\",\"body\":$5}}" | pick id; }
# until_at STEP: what a meeting or a notice decides reaches the case a moment later
until_at() { for _ in $(seq 100); do case "$(call "$applicant" GET "/api/cases/$admission" | pick steps)" in *"\"$1\""*) return;; esac; sleep 0.1; done; echo "the case never came to $1" >&2; return 1; }
to() { call - POST /api/rehearsal/clock "{\"to\":\"$1T09:00:00+08:00\"}" | pick today | sed 's/^/\n== /'; }
where() { call "$applicant" GET "/api/cases/$admission" | pick headline.en | sed 's/^/  -> /'; }
activate() { curl -sS --fail-with-body "$URL/api/activation" -H 'content-type: application/json' -d "{\"code\":\"$1\",\"login\":\"$2\",\"password\":\"four words make one\"}" | pick token; }

say '0. The first two people of an empty system get their one-time codes from the command line; everything else is HTTP.'
codes=$(DATA_DIR=$DATA_DIR node "$here/dist/main.js" first-administrator --organisation 富蕴县团委 --code 654322 \
  --system-administrator 李明:1990-05-04 --administrator 王芳:1988-03-09 --since 2026-01-01)
echo "$codes"
admin=$(activate "$(sed -n 's/^administrator .*code //p' <<<"$codes")" wang.fang)
county=$(call "$admin" GET /api/me | pick holdings.0.organisation.id)

say '1. The administrator founds a township committee that may approve, and a branch below it.'
town=$(call "$admin" POST /api/organisations "{\"code\":\"654322-100\",\"name\":\"库额尔齐斯镇团委\",\"kind\":\"committee\",\"parentId\":\"$county\",\"approves\":true}" | pick id)
branch=$(call "$admin" POST /api/organisations "{\"code\":\"654322-100-01\",\"name\":\"第一团支部\",\"kind\":\"branch\",\"parentId\":\"$town\"}" | pick id)
person() { call "$admin" POST /api/people "{\"name\":\"$1\",\"birth\":\"1998-03-09\",\"unitId\":\"$2\",\"league\":\"member\",\"memberSince\":\"2015-05-04\"}" | pick id; }
role() { call "$admin" POST /api/holdings "{\"personId\":\"$1\",\"organisationId\":\"$2\",\"role\":\"$3\",\"since\":\"2026-01-01\"}" >/dev/null; }
slip() { call "$1" POST "/api/people/$2/activation-slip" | pick code; }
secretary_id=$(person 支部书记 "$branch"); contact=$(person 培养联系人 "$branch"); one=$(person 介绍人甲 "$branch"); two=$(person 介绍人乙 "$branch")
officer_id=$(person 组织干事 "$town"); a1=$(person 委员甲 "$town"); a2=$(person 委员乙 "$town"); a3=$(person 委员丙 "$town")
above_id=$(person 县组织干事 "$county")
role "$secretary_id" "$branch" branch-secretary; role "$officer_id" "$town" committee-officer; role "$above_id" "$county" committee-officer
for approver in "$a1" "$a2" "$a3"; do role "$approver" "$town" committee-approver; done
secretary=$(activate "$(slip "$admin" "$secretary_id")" secretary.one)
officer=$(activate "$(slip "$admin" "$officer_id")" officer.town)
above=$(activate "$(slip "$admin" "$above_id")" officer.county)

say '2. The year'"'"'s places come down from above, and the numbers that were received on paper are entered.'
call "$admin" POST /api/quota/plans "{\"org\":\"$town\",\"year\":2026,\"places\":20}" >/dev/null
call "$officer" POST /api/numbers/ranges "{\"org\":\"$town\",\"kind\":\"development\",\"year\":2026,\"first\":\"202665000101\",\"last\":\"202665000120\",\"source\":\"团县委〔2026〕3号\"}" >/dev/null
call "$officer" POST /api/numbers/ranges "{\"org\":\"$town\",\"kind\":\"certificate\",\"year\":2026,\"first\":\"T2026000101\",\"last\":\"T2026000120\",\"source\":\"团县委〔2026〕3号\"}" >/dev/null

say '3. The secretary enters a class list; the applicant gets a printed slip and an account, and applies (A1).'
applicant_id=$(call "$secretary" POST "/api/organisations/$branch/people:import" '{"rows":[{"name":"阿依努尔·买买提","birth":"2010-03-01","grade":"高二"}]}' | pick rows.0.id)
applicant=$(activate "$(slip "$secretary" "$applicant_id")" ayinuer)
letter=$(paper "$applicant" application)
admission=$(call "$applicant" POST /api/cases "{\"act\":{\"kind\":\"apply\",\"body\":{\"privacyVersion\":\"2026-01\"},\"papers\":[\"$letter\"]}}" | pick id)
where

to 2026-01-20
say '4. Talk (A2), activist (A3: nominated, decided by the branch, filed with the committee), contact (A4).'
act_with "$secretary" "$admission" recordTalk '{"conclusion":"positive"}' talk-record
act "$secretary" "$admission" nominateActivist '{"by":"members"}'
act_with "$secretary" "$admission" decideActivist '{"chosen":true,"body":"committee"}' activist-resolution
act "$officer" "$admission" fileActivist '{"result":"filed"}'
act "$secretary" "$admission" appointContacts "{\"contacts\":[\"$contact\"]}"
where

say '5. Cultivation (A5): two League classes, each an occasion with a roster, and the registration as a volunteer.'
for class in 2026-02-03:团章 2026-03-03:团史; do
  to "${class%%:*}"
  open_occasion "$secretary" session "$branch" holdSession "{\"kind\":\"leagueClass\",\"topic\":\"${class#*:}\",\"hours\":4,\"witness\":\"$contact\",\"rows\":[{\"case\":\"$admission\"}]}" >/dev/null
done
act "$secretary" "$admission" recordVolunteer '{"registered":true,"hours":12}'
say 'Too early: the three months are not over. A refusal names the rule, the first lawful day and the way out.'
form=$(paper "$secretary" observation-form)
if refusal=$(call "$secretary" POST "/api/cases/$admission/commands" "{\"kind\":\"assessCultivation\",\"actor\":\"$contact\",\"body\":{\"suitable\":true},\"papers\":[\"$form\"]}" 2>/dev/null); then echo 'It should have been refused.' >&2; exit 1; fi
echo "  $(pick code <<<"$refusal"): $(pick detail <<<"$refusal")"
earliest=$(pick earliest <<<"$refusal")

to "$earliest"
say '6. The contact has no account: the secretary records the assessment on his behalf. Recommendation (A6), pre-review (A7): place and number.'
act_with "$secretary" "$admission" assessCultivation '{"suitable":true}' observation-form "\"actor\":\"$contact\""
act_with "$secretary" "$admission" recommend '{"recommended":true}' 'recommendation-resolution opinions'
act_with "$officer" "$admission" preReview '{"result":"passed"}' pre-review-opinion
until_at A8
number=$(call "$applicant" GET "/api/cases/$admission" | pick book.number)
echo "  development number $number"

say '7. Public notice (A8): the applicant consents, the branch posts it, five full working days run; nobody can end them early.'
act "$applicant" "$admission" giveConsent '{"consent":"publication","version":"2026-01"}'
notice=$(open_occasion "$secretary" notice "$branch" openNotice "{\"cases\":[\"$admission\"],\"workingDays\":5,\"scope\":\"branch\"}")
for _ in $(seq 100); do last=$(call "$secretary" GET "/api/occasions/$notice" | pick entries.0); case $last in *'"told"'*) break;; esac; sleep 0.1; done
echo "  until $(pick end <<<"$last"), 24:00"
to 2026-04-29
until_at A9

say '8. Two introducers (A9), the form with its dates in order (A10).'
act_with "$secretary" "$admission" confirmIntroducers "{\"introducers\":[\"$one\",\"$two\"]}" introducer-consent
act "$applicant" "$admission" giveConsent '{"consent":"faith-declaration","version":"2026-01"}'
to 2026-04-30
act_with "$applicant" "$admission" fillForm "{\"number\":\"$number\",\"wishOn\":\"2026-04-29\",\"introducersOn\":\"2026-04-30\"}" form-scan

to 2026-05-08
say '9. Branch meeting (A11): roll, quorum, the vote on each candidate alone.'
meeting=$(open_occasion "$secretary" meeting "$branch" conveneMeeting "{\"kind\":\"branch\",\"cases\":[\"$admission\"]}")
act "$secretary" "$meeting" takeRoll "{\"present\":[\"$secretary_id\",\"$contact\",\"$one\",\"$two\"],\"chair\":\"$secretary_id\"}"
act "$secretary" "$meeting" recordItem "{\"case\":\"$admission\",\"for\":4,\"against\":0,\"abstain\":0}"
act_with "$secretary" "$meeting" closeMeeting '{}' minutes
until_at A12

to 2026-05-15
say '10. Collective approval (A12), filing with the county, the result is told (A13).'
meeting=$(open_occasion "$officer" meeting "$town" conveneMeeting "{\"kind\":\"approval\",\"cases\":[\"$admission\"]}")
act "$officer" "$meeting" takeRoll "{\"present\":[\"$a1\",\"$a2\",\"$a3\"],\"chair\":\"$a1\"}"
act "$officer" "$meeting" recordItem "{\"case\":\"$admission\",\"for\":3,\"against\":0,\"abstain\":0}"
act_with "$officer" "$meeting" closeMeeting '{}' approval-opinion
until_at A13
act "$above" "$admission" fileApproval '{"result":"filed"}'
act "$secretary" "$admission" deliverResult '{}'

to 2026-05-20
say '11. Ceremony (A14); archive and certificate (A15).'
ceremony=$(open_occasion "$secretary" ceremony "$branch" planCeremony "{\"plannedOn\":\"2026-05-20\",\"cases\":[\"$admission\"]}")
act "$secretary" "$ceremony" holdCeremony "{\"attended\":[\"$admission\"]}"
act_with "$secretary" "$admission" archive '{"registeredOn":"2026-05-18"}' 'e-file registration-form'
for _ in $(seq 100); do view=$(call "$applicant" GET "/api/cases/$admission"); [ "$(pick phase <<<"$view")" = ended ] && break; sleep 0.1; done
where
echo "  member since $(pick dates.resolvedOn <<<"$view"), approved on $(pick dates.approvedOn <<<"$view"), certificate $(pick book.certificate <<<"$view")"
call "$applicant" GET "/api/cases/$admission/facts?limit=200" | node -e 'for (const f of JSON.parse(require("fs").readFileSync(0)).items) console.log("   ", String(f.seq).padStart(2), f.sentence.en)'
