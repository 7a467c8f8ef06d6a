# Sourced by ./run --demo: starts the service, makes an account for each role and some charts, prints a walk-through.
# shellcheck shell=bash disable=SC2154

accounts=$data/demo-accounts.json
roles=(physician nurse therapist registration records-office coder auditor privacy-officer application)
site=riverside
cli() { dotnet exec "$(output Cli)/MedRecords.Cli.dll" --server "http://$listen" "$@"; }
random_password() { head -c 15 /dev/urandom | base64 | tr '+/' 'xy'; }

mkdir -p -m 700 "$data"
if [[ -f $accounts ]]; then
  MEDRECORDS_ADMIN_PASSWORD=
elif [[ -f $data/medrecords.db ]]; then
  echo "$data holds records already, and no demonstration: name another folder with --data DIR." >&2
  exit 1
else
  MEDRECORDS_ADMIN_PASSWORD=$(random_password)
  export MEDRECORDS_ADMIN_PASSWORD
fi

dotnet exec "$program" "${options[@]}" &
service=$!
# However this script ends, so does the service.
trap 'kill -TERM "$service" 2>/dev/null; wait "$service"' EXIT
trap 'exit 130' INT TERM
cli health --wait 60 >/dev/null || { wait "$service"; exit 1; }

if [[ ! -f $accounts ]]; then
  export MEDRECORDS_USER=admin MEDRECORDS_PASSWORD=$MEDRECORDS_ADMIN_PASSWORD
  cli sites add "$site" "Riverside Hospital" >/dev/null
  umask 077
  {
    printf '[\n  {"user":"admin","password":"%s","role":"administrator","site":"institution"}' "$MEDRECORDS_PASSWORD"
    for role in "${roles[@]}"; do
      password=$(random_password)
      MEDRECORDS_NEW_PASSWORD=$password cli staff add "demo-$role" --name "Demo ${role//-/ }" --role "$role@$site" --keep-password >/dev/null
      printf ',\n  {"user":"demo-%s","password":"%s","role":"%s","site":"%s"}' "$role" "$password" "$role" "$site"
    done
  } >"$accounts.new"
  MEDRECORDS_USER=demo-records-office MEDRECORDS_PASSWORD=$(sed -n 's/.*"user":"demo-records-office","password":"\([^"]*\)".*/\1/p' "$accounts.new") \
    cli generate --patients 10 --seed 1 --site "$site" >/dev/null
  printf '\n]\n' >>"$accounts.new"
  mv "$accounts.new" "$accounts"
fi

# The same seed gives the same charts: asking for them again makes none and names them.
office=$(sed -n 's/.*"user":"demo-records-office","password":"\([^"]*\)".*/\1/p' "$accounts")
first=$(MEDRECORDS_USER=demo-records-office MEDRECORDS_PASSWORD=$office cli --json generate --patients 1 --seed 1 --site "$site" | head -n 1)
chart=$(sed -n 's/.*"chartId":"\([^"]*\)".*/\1/p' <<<"$first")
family=$(sed -n 's/.*"name":"\([^",]*\).*/\1/p' <<<"$first")

cat <<END

The demonstration is ready. Accounts, one for each role: $accounts
Copy and paste in another terminal, in this folder:

  export MEDRECORDS_SERVER=http://$listen
  password() { sed -n "s/.*\"user\":\"\$1\",\"password\":\"\([^\"]*\)\".*/\1/p" $accounts; }

  # A physician finds a patient and opens the chart; a nurse sees less of it.
  export MEDRECORDS_USER=demo-physician MEDRECORDS_PASSWORD=\$(password demo-physician)
  ./medrecords search "$family"
  ./medrecords show $chart
  MEDRECORDS_USER=demo-nurse MEDRECORDS_PASSWORD=\$(password demo-nurse) ./medrecords show $chart

  # Record something, amend it, and read its history.
  ./medrecords append $chart --note "Feels better today."
  ./medrecords list $chart --newest-first --limit 3

  # The patient's wish closes the chart to nurses; in an emergency one opens it all the same, for a reason and a time.
  MEDRECORDS_USER=demo-records-office MEDRECORDS_PASSWORD=\$(password demo-records-office) ./medrecords consent deny $chart --role nurse
  MEDRECORDS_USER=demo-nurse MEDRECORDS_PASSWORD=\$(password demo-nurse) ./medrecords show $chart
  MEDRECORDS_USER=demo-nurse MEDRECORDS_PASSWORD=\$(password demo-nurse) ./medrecords emergency start $chart --reason "Unconscious on arrival."
  MEDRECORDS_USER=demo-privacy-officer MEDRECORDS_PASSWORD=\$(password demo-privacy-officer) ./medrecords explain $chart --about demo-nurse

  # The records office sees who looked, and exports the chart.
  export MEDRECORDS_USER=demo-records-office MEDRECORDS_PASSWORD=\$(password demo-records-office)
  ./medrecords audit $chart
  ./medrecords export $chart -o chart.json

Ctrl+C stops the service.
END
wait "$service"
