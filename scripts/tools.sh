# Sourced by ./test: installs the programs that tests start, from the distribution, where they are missing.
# shellcheck shell=bash

install_tools() {
  local missing=()
  [[ -x /usr/lib/postgresql/15/bin/postgres ]] || command -v postgres >/dev/null || missing+=(postgresql-15)
  command -v node >/dev/null || missing+=(nodejs npm)
  command -v npm >/dev/null || missing+=(npm)
  [[ -x /usr/bin/python3 ]] && /usr/bin/python3 -c 'import grpc' 2>/dev/null || missing+=(python3-grpcio)
  [[ -x /usr/bin/python3 ]] && /usr/bin/python3 -c 'import google.protobuf' 2>/dev/null || missing+=(python3-protobuf)
  command -v haproxy >/dev/null || [[ -x /usr/sbin/haproxy ]] || missing+=(haproxy)
  command -v protoc >/dev/null || missing+=(protobuf-compiler)
  command -v grpc_python_plugin >/dev/null || missing+=(protobuf-compiler-grpc)
  [[ -f /usr/include/google/protobuf/timestamp.proto ]] || missing+=(libprotobuf-dev)
  ((${#missing[@]} == 0)) || install_programs "${missing[@]}"
  [[ -d $home/tests/Clients/node/node_modules/@grpc/grpc-js ]] || npm --prefix "$home/tests/Clients/node" ci --silent --no-audit --no-fund >&2
}

install_programs() {
  if ! command -v apt-get >/dev/null; then
    echo "The tests need these programs; install them and try again: $*" >&2
    exit 1
  fi
  echo "Installing for the tests: $*" >&2
  local sudo=()
  [[ $(id -u) == 0 ]] || sudo=(sudo)
  # A server that the package starts is not ours: the tests start their own.
  "${sudo[@]}" apt-get update -qq >/dev/null
  "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}
