#!/usr/bin/env bash
# Prints the path of a LibreOffice from Debian's backports, beside the one that is installed, for `CST_SOFFICE`.
#
# Its packages are unpacked into a folder of the cache, which is kept; apt works there too, with package lists of its
# own, so nothing of the system changes and nobody needs to be root. What it needs of other packages is there already,
# with the installed LibreOffice. When there is no newer one to be had: a sentence on standard error, exit code 3.
set -euo pipefail

readonly wanted=(libreoffice-calc libreoffice-script-provider-python python3-uno)
cache=${XDG_CACHE_HOME:-$HOME/.cache}
[[ $(id -u) != 0 ]] || cache=/var/cache  # tests that must not run as root use it as somebody else
readonly home=$cache/cst-xl/libreoffice
readonly office=$home/newer
readonly program=$office/usr/lib/libreoffice/program

not_to_be_had() {
  echo "No newer LibreOffice to test with: $1." >&2
  exit 3
}

# The installed system's own mirror serves the backports, if anything does.
choose_sources() {
  local targets mirror
  targets=$(apt-get indextargets --format '$(REPO_URI) $(CODENAME) $(COMPONENT)' 'Created-By: Packages')
  mirror=$(awk -v name="$VERSION_CODENAME" '$2 == name && $3 == "main" { print $1; exit }' <<<"$targets")
  [[ -n $mirror ]] || not_to_be_had "apt has no source for $VERSION_CODENAME"
  {
    awk -v name="$VERSION_CODENAME" 'index($2, name) == 1 { print "deb", $0 }' <<<"$targets"
    echo "deb $mirror $VERSION_CODENAME-backports main"
  } | sort -u >"$home/apt/sources.list"
}

apt_here() {
  apt-get -qq \
    -o Dir::Etc::SourceList="$home/apt/sources.list" -o Dir::Etc::SourceParts=/dev/null \
    -o Dir::State::Lists="$home/apt/lists" -o Dir::Cache="$home/apt" \
    -o Debug::NoLocking=1 -o APT::Sandbox::User= -o Acquire::Languages=none -o Acquire::http::Timeout=20 \
    "$@" >&2
}

# Packages expect to lie in / and to be configured by scripts of theirs.
settle() {
  local root=$1 here=$1/usr/lib/libreoffice/program link
  while IFS= read -r -d '' link; do
    ln --symbolic --relative --force --no-dereference "$root$(readlink "$link")" "$link"
  done < <(find "$root/usr/lib/libreoffice" -type l -lname '/*' -print0)
  cp "$root"/usr/lib/libreoffice/share/.registry/*.xcd "$root/etc/libreoffice/registry/"
  sed -i 's|^BRAND_BASE_DIR=.*|BRAND_BASE_DIR=${ORIGIN}/..|' "$here/fundamentalrc"
  sed -i 's|^FHS_CONFIG_FILE=.*|FHS_CONFIG_FILE=${ORIGIN}/../../../../etc/libreoffice/sofficerc|' "$here/sofficerc"
  # Where the program looks first: libraries that the installed one doesn't need, and the Python side of UNO.
  find "$root/usr/lib" -path '*-linux-gnu/*' -name '*.so.*' ! -name 'libuno_*' -exec cp --no-dereference -t "$here" {} +
  cp "$root"/usr/lib/python3/dist-packages/{uno,unohelper}.py "$here"
  sed -i -e "s|'/usr/lib/libreoffice/program'|os.path.dirname(os.path.abspath(__file__))|" \
    -e "s|'vnd.sun.star.pathname:/usr/lib/libreoffice/program/fundamentalrc'|'vnd.sun.star.pathname:' + os.path.join(sys.path[-1], 'fundamentalrc')|" \
    "$here/uno.py"
  # Tests drive an office through the `python` beside it.
  cat >"$here/python" <<'PYTHON'
#!/bin/sh
PYTHONPATH="$(dirname "$(readlink -f "$0")")${PYTHONPATH:+:$PYTHONPATH}" exec /usr/bin/python3 "$@"
PYTHON
  chmod +x "$here/python"
}

fetch() {
  local package unpacked=$home/unpacking
  mkdir -p "$home"/apt/{lists,archives}/partial
  choose_sources
  apt_here update || not_to_be_had "$VERSION_CODENAME-backports can't be reached"
  apt_here --target-release "$VERSION_CODENAME-backports" install --yes --no-install-recommends --download-only \
    "${wanted[@]}" || not_to_be_had "the packages of $VERSION_CODENAME-backports can't be downloaded"
  compgen -G "$home/apt/archives/libreoffice-core_*.deb" >/dev/null ||
    not_to_be_had "$VERSION_CODENAME-backports has none that is newer than the installed one"
  rm -rf "$unpacked"
  for package in "$home"/apt/archives/*.deb; do
    dpkg-deb --extract "$package" "$unpacked"
  done
  settle "$unpacked"
  mv "$unpacked" "$office"
  rm -rf "$home/apt"
}

if [[ ! -d $office ]]; then
  command -v apt-get >/dev/null && command -v dpkg-deb >/dev/null || not_to_be_had "this isn't a Debian system"
  VERSION_CODENAME=
  . /etc/os-release
  [[ -n $VERSION_CODENAME ]] || not_to_be_had "this Debian has no name"
  mkdir -p "$home"
  exec {lock}>"$home/lock"
  flock "$lock"
  [[ -d $office ]] || fetch
fi
echo "$program/soffice"
