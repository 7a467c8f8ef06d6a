# Shared by the scripts at the root: finds the SDK, chooses where Orleans and gRPC come from, builds.
# shellcheck shell=bash

# Where builds go; ArtifactsDir in the environment is also MSBuild's word for it.
artifacts=${ArtifactsDir:-$home/artifacts}
artifacts=${artifacts%/}

need_dotnet() {
  if ! command -v dotnet >/dev/null; then
    echo "The .NET SDK is missing. Install version 10: https://dotnet.microsoft.com/download" >&2
    exit 1
  fi
}

# Sets STACK to NuGet where the real packages restore, else to Bundled, and says which and why.
# STACK=Bundled or STACK=NuGet in the environment decides instead.
choose_stack() {
  if [[ -n ${STACK:-} ]]; then
    echo "Stack: $STACK (as STACK says)." >&2
  elif nuget_restores; then
    STACK=NuGet
    echo "Stack: NuGet (Microsoft Orleans and Grpc.AspNetCore restore here)." >&2
  else
    STACK=Bundled
    echo "Stack: Bundled (Microsoft Orleans or Grpc.AspNetCore does not restore here)." >&2
  fi
  export STACK
}

# Whether the real packages restore. The answer is kept for the day, or until the versions change.
# The two programs need every package that only this stack has; what tests add is the same on both.
nuget_restores() {
  local key answer
  key=$(date +%F)-$(cat "$home"/Directory.Packages.props "$home"/Directory.Build.targets "${HOME:-/}"/.nuget/NuGet/NuGet.Config "$home"/src/*/*.csproj 2>/dev/null | cksum | tr ' ' -)
  answer=$artifacts/restores-$key
  if [[ ! -f $answer ]]; then
    mkdir -p "$artifacts"
    if nuget_restores_for Silo && nuget_restores_for Cli; then
      echo yes >"$answer"
    else
      echo no >"$answer"
    fi
  fi
  [[ $(cat "$answer") == yes ]]
}

nuget_restores_for() {
  dotnet restore "$home/src/$1/$1.csproj" -p:Stack=NuGet --verbosity quiet >/dev/null 2>&1
}

# Folder of a built program of the chosen stack.
output() {
  echo "$artifacts/$STACK/bin/$1/Release/net10.0"
}

# Builds a project, quietly while all is well.
build() {
  local log
  if ! log=$(dotnet build "$1" --configuration Release --nologo --verbosity quiet -p:Stack="$STACK" 2>&1); then
    printf '%s\n' "$log" >&2
    echo "The build failed; see above." >&2
    exit 1
  fi
}
