#!/usr/bin/env bash
# Makes the secrets that deploy/compose.yaml hands to its containers: passwords at random, and the certificates that
# OpenSearch's nodes know each other by. Nothing has a default, and what is there already is left as it is.
# Usage: deploy/secrets.sh [FOLDER]   (deploy/secrets where none is given)
set -euo pipefail
umask 077

folder=${1:-$(dirname "$0")/secrets}
years_in_days=3650
mkdir -p "$folder"
chmod 700 "$folder" # the files in it are read by the containers' own users, so it is the folder that shuts others out
cd "$folder"

random() { openssl rand -hex 32; }
# bcrypt, which OpenSearch's security plug-in compares with; the password goes through standard input, never an argument.
bcrypt() { perl -e 'my $p = <STDIN>; chomp $p; my @c = (".", "/", "0".."9", "A".."Z", "a".."z");
    open my $r, "<", "/dev/urandom"; read $r, my $b, 22; print crypt($p, "\$2b\$12\$" . join("", map { $c[$_ % 64] } unpack("C*", $b)));'; }

[ -s database_password ] || random >database_password
[ -s database_url ] || printf 'postgresql://samsyn:%s@db/samsyn' "$(cat database_password)" >database_url
[ -s opensearch_password ] || random >opensearch_password
if [ ! -s internal_users.yml ]; then
    hash=$(bcrypt <opensearch_password)
    # shellcheck disable=SC2016
    case $hash in '$2b$'*) ;; *) echo 'this machine has no bcrypt in crypt(3)' >&2; exit 1 ;; esac
    printf '_meta:\n  type: internalusers\n  config_version: 2\nsamsyn:\n  hash: "%s"\n' "$hash" >internal_users.yml
fi

# Of a vault in a bucket (docs/storage.md): the site puts them here, and they are empty where there is none.
touch vault_key_secret vault_ca.pem

if [ ! -s opensearch_ca.pem ]; then
    openssl req -x509 -newkey rsa:3072 -nodes -days $years_in_days -subj '/CN=samsyn-ca' \
        -keyout opensearch_ca.key -out opensearch_ca.pem 2>/dev/null
fi
if [ ! -s opensearch_node.pem ]; then
    openssl req -newkey rsa:3072 -nodes -subj '/CN=samsyn-opensearch' -keyout opensearch_node.key -out node.csr 2>/dev/null
    printf 'subjectAltName=DNS:opensearch-1,DNS:opensearch-2,DNS:opensearch-3,DNS:localhost,IP:127.0.0.1\nextendedKeyUsage=serverAuth,clientAuth\n' >node.ext
    openssl x509 -req -in node.csr -CA opensearch_ca.pem -CAkey opensearch_ca.key -CAcreateserial -days $years_in_days \
        -extfile node.ext -out opensearch_node.pem 2>/dev/null
    rm node.csr node.ext
fi

# The cluster has an authority of its own: whoever has a certificate from it is let in (docs/cluster.md).
if [ ! -s cluster_ca.pem ]; then
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days $years_in_days -subj '/CN=samsyn kluster' \
        -keyout cluster_ca.key -out cluster_ca.pem 2>/dev/null
fi
if [ ! -s cluster_cert.pem ]; then
    openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj '/CN=scheduler' -keyout cluster_key.pem -out node.csr 2>/dev/null
    openssl x509 -req -in node.csr -CA cluster_ca.pem -CAkey cluster_ca.key -CAcreateserial -days $years_in_days \
        -out cluster_cert.pem 2>/dev/null
    rm node.csr
fi

rm -f ./*.srl # the serial number beside an authority: what signs next begins with one at random
chmod 444 ./*
chmod 400 opensearch_ca.key cluster_ca.key # no container has them: they sign further nodes and workers
missing=()
for file in tls_certificate tls_key; do [ -s "$file" ] || missing+=("$folder/$file"); done
if [ ${#missing[@]} -gt 0 ]; then
    printf 'Put the certificate that browsers are to see, and its key, here: %s\nThen run this again: the proxy must be able to read them.\n' "${missing[*]}"
fi
