#!/usr/bin/env bash
# Three hospitals, one cluster, on this machine's loopback: makes an authority and certificates, a key ring and a
# PostgreSQL, starts a silo for each site with TLS and mutual TLS, and HAProxy in front of them.
#   deploy/three-sites.sh [FOLDER]          brings it up and says how to use it; it goes on in the background
#   deploy/three-sites.sh --down [FOLDER]   stops all of it and removes the folder
# BASE_PORT in the environment moves the ports (default 15400): PostgreSQL, HAProxy's two, then the silos'.
set -euo pipefail

home=$(cd -P -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/.." && pwd)
# shellcheck source=scripts/stack.sh
. "$home/scripts/stack.sh"

down=
if [[ ${1:-} == --down ]]; then down=1; shift; fi
folder=$(realpath -m -- "${1:-${TMPDIR:-/tmp}/medrecords-three-sites}")
sites=(north south west)
base=${BASE_PORT:-15400}
database_port=$base front=127.0.0.1:$((base + 1)) passthrough=127.0.0.1:$((base + 2))
bin=/usr/lib/postgresql/15/bin
pg() { # PostgreSQL does not run as root.
  if [[ $(id -u) == 0 ]]; then (cd / && setpriv --reuid=postgres --regid=postgres --clear-groups -- "$bin/$1" "${@:2}"); else "$bin/$1" "${@:2}"; fi
}

stop_all() {
  local pid
  for pid in haproxy "${sites[@]}"; do
    [[ -f $folder/run/$pid.pid ]] || continue
    kill -TERM "$(cat "$folder/run/$pid.pid")" 2>/dev/null || true
  done
  for pid in haproxy "${sites[@]}"; do
    [[ -f $folder/run/$pid.pid ]] || continue
    for _ in {1..600}; do kill -0 "$(cat "$folder/run/$pid.pid")" 2>/dev/null || break; sleep 0.1; done
  done
  [[ ! -f $folder/database/postmaster.pid ]] || pg pg_ctl -D "$folder/database" stop -m fast -w >/dev/null
}

need() { command -v "$1" >/dev/null || { echo "$1 is missing: apt-get install $2" >&2; exit 1; }; }

# issue NAME COMMON-NAME USAGE: a key, and a certificate of our authority with both in one file for HAProxy.
issue() {
  local file=$folder/tls/$1
  openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout "$file.key" -out "$file.csr" -subj "/CN=$2" 2>/dev/null
  openssl x509 -req -in "$file.csr" -CA "$folder/tls/authority.pem" -CAkey "$folder/tls/authority.key" -CAcreateserial -days 90 -out "$file.pem" \
    -extfile <(printf 'subjectAltName=DNS:localhost,IP:127.0.0.1\nextendedKeyUsage=%s\nbasicConstraints=critical,CA:FALSE\n' "$3") 2>/dev/null
  cat "$file.pem" "$file.key" >"$file.both.pem"
  rm "$file.csr"
}

make_certificates() {
  mkdir -m 700 "$folder/tls"
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 365 -keyout "$folder/tls/authority.key" -out "$folder/tls/authority.pem" \
    -subj "/CN=Three sites authority" -addext keyUsage=critical,keyCertSign,cRLSign 2>/dev/null
  issue front records.example.org serverAuth
  issue laboratory "Laboratory feed" clientAuth
  local site
  for site in "${sites[@]}"; do issue "$site" "silo of $site" serverAuth; done
}

start_database() {
  install -d -m 700 "$folder/database"
  [[ $(id -u) != 0 ]] || chown postgres: "$folder/database"
  pg initdb -D "$folder/database" -U medrecords -A trust -E UTF8 --data-checksums >/dev/null
  pg pg_ctl -D "$folder/database" -l "$folder/database/log" -o "-p $database_port -c listen_addresses=127.0.0.1 -c unix_socket_directories=''" -w start >/dev/null
  pg createdb -h 127.0.0.1 -p "$database_port" -U medrecords records
}

# start_silo SITE NUMBER
start_silo() {
  local port=$((base + 10 * $2))
  "${silo[@]}" --data "$folder/$1" --key-file "$folder/master.key" --database "postgres://medrecords@127.0.0.1:$database_port/records" \
    --name "$1-1" --site "$1" --listen "127.0.0.1:$port" --silo-port $((port + 1)) --gateway-port $((port + 2)) \
    --tls-certificate "$folder/tls/$1.pem" --tls-key "$folder/tls/$1.key" --client-authority "$folder/tls/authority.pem" \
    >"$folder/run/$1.log" 2>&1 &
  echo $! >"$folder/run/$1.pid"
  disown
  for _ in {1..600}; do
    grep -q ^Ready "$folder/run/$1.log" && return
    kill -0 "$!" 2>/dev/null || break
    sleep 0.1
  done
  cat "$folder/run/$1.log" >&2
  exit 1
}

start_proxy() {
  RECORDS_LISTEN=$front RECORDS_PASSTHROUGH=$passthrough RECORDS_STATE=$folder/run/haproxy.sock \
    RECORDS_CERTIFICATE=$folder/tls/front.both.pem RECORDS_AUTHORITY=$folder/tls/authority.pem \
    RECORDS_SILO1=127.0.0.1:$((base + 10)) RECORDS_SILO2=127.0.0.1:$((base + 20)) RECORDS_SILO3=127.0.0.1:$((base + 30)) \
    haproxy -f "$home/deploy/haproxy/haproxy.cfg" >"$folder/run/haproxy.log" 2>&1 &
  echo $! >"$folder/run/haproxy.pid"
  disown
}

if [[ -n $down ]]; then
  stop_all
  rm -rf -- "$folder"
  echo "Stopped, and $folder removed."
  exit
fi

need openssl openssl
need haproxy haproxy
[[ -x $bin/initdb ]] || { echo "PostgreSQL 15 is missing: apt-get install postgresql-15" >&2; exit 1; }
[[ ! -e $folder ]] || { echo "$folder is there already. Stop what it belongs to: $0 --down $folder" >&2; exit 1; }
need_dotnet
choose_stack
build "$home/src/Silo/Silo.csproj"
silo=(dotnet exec "$(output Silo)/MedRecords.Silo.dll")

umask 077
mkdir -p -m 711 "$folder"
mkdir "$folder/run"
trap 'stop_all' ERR INT TERM
make_certificates
head -c 32 /dev/urandom | base64 >"$folder/master.key"
start_database
MEDRECORDS_ADMIN_PASSWORD=$(head -c 15 /dev/urandom | base64 | tr '+/' 'xy')
export MEDRECORDS_ADMIN_PASSWORD
printf %s "$MEDRECORDS_ADMIN_PASSWORD" >"$folder/admin.password"
for i in "${!sites[@]}"; do start_silo "${sites[$i]}" $((i + 1)); done
start_proxy

medrecords=("$home/medrecords" --server "https://$front" --ca-file "$folder/tls/authority.pem" --user admin --password-file "$folder/admin.password")
"${medrecords[@]}" health --wait 60 >/dev/null
for site in "${sites[@]}"; do "${medrecords[@]}" sites add "$site" "${site^} hospital" >/dev/null; done
"${medrecords[@]}" applications add laboratory --name "Laboratory feed" --role application@north --certificate-file "$folder/tls/laboratory.pem" >/dev/null

cat <<END

Three sites run behind https://$front (TLS) and https://$passthrough (mutual TLS). Copy and paste:

  export MEDRECORDS_SERVER=https://$front MEDRECORDS_CA_FILE=$folder/tls/authority.pem
  ./medrecords --user admin --password-file $folder/admin.password sites list
  ./medrecords --server https://$passthrough --client-cert $folder/tls/laboratory.pem --client-key $folder/tls/laboratory.key search smith

Logs are in $folder/run. To end it: deploy/three-sites.sh --down $folder
END
