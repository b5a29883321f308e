#!/usr/bin/env bash
# Sets up what a task needs: system packages (through apt where that is allowed, else a list of them), a virtual environment
# from requirements.lock, and the libraries that pages run in a browser. Usage: deploy/setup.sh demo|opensearch|test
set -euo pipefail
cd "$(dirname "$0")/.."

what=${1:-demo}
packages=(python3-venv tesseract-ocr-swe bubblewrap)
[ "$what" = demo ] || packages+=(openjdk-17-jre-headless maven)
[ "$what" != test ] || packages+=(libreoffice-calc-nogui libreoffice-writer-nogui libreoffice-impress-nogui tesseract-ocr tesseract-ocr-eng postgresql chromium libatomic1 iproute2 fonts-dejavu-core nginx openssl gpg gpg-agent openssh-client gocryptfs fuse3)

missing=()
for package in "${packages[@]}"; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
done
# A Java and a Maven from elsewhere serve as well as Debian's own.
have() { command -v "$1" >/dev/null 2>&1; }
kept=()
for package in "${missing[@]}"; do
    case $package in
        openjdk-*) have java || kept+=("$package") ;;
        maven) have mvn || kept+=("$package") ;;
        python3-venv) python3 -c 'import ensurepip, venv' 2>/dev/null || kept+=("$package") ;;
        *) kept+=("$package") ;;
    esac
done

if [ ${#kept[@]} -gt 0 ]; then
    apt=()
    if [ "$(id -u)" = 0 ]; then apt=(apt-get); elif sudo -n true 2>/dev/null; then apt=(sudo -n apt-get); fi
    if [ ${#apt[@]} -eq 0 ] || ! have apt-get; then
        printf 'These system packages are missing, and this user may not install them:\n\n    apt-get install %s\n\n' "${kept[*]}" >&2
        printf 'Install them, then run the same command again.\n' >&2
        exit 1
    fi
    printf 'Installing %s\n' "${kept[*]}"
    "${apt[@]}" update -qq
    DEBIAN_FRONTEND=noninteractive "${apt[@]}" install -y -qq --no-install-recommends "${kept[@]}" >/dev/null
fi

python=${PYTHON:-python3}
"$python" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))' || {
    echo "samsyn needs Python 3.11–3.13; $python is $("$python" -V). Set PYTHON to another." >&2
    exit 1
}
stamp=.venv/installed.sha256
wanted=$(cat requirements.lock pyproject.toml | sha256sum)
if [ "$(cat $stamp 2>/dev/null)" != "$wanted" ]; then
    echo 'Installing the Python packages of requirements.lock (one to eight minutes, as fast as the machine and its network are)'
    [ -x .venv/bin/python ] || "$python" -m venv .venv
    .venv/bin/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements.lock
    .venv/bin/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation --editable .
    echo "$wanted" >$stamp
fi
# Compiled beforehand: a reader's child may write nothing, and some machines keep every Python from it
# (PYTHONDONTWRITEBYTECODE): each command and worker would else compile what it imports anew.
ours=(ingest models nlp search web samsyn.py)
[ ! -d sample ] || ours+=(sample demo.py demo_people.py) # a release has neither
.venv/bin/python -m compileall -q "${ours[@]}"
.venv/bin/python -m deploy.browser "$what"
