#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Makes the certificates here anew. They are for tests on loopback only; their keys are public.
set -eu
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
: > "$work/index"
echo 1000 > "$work/serial"
cat > "$work/ca.cnf" <<EOF
[ca]
default_ca = tests
[tests]
database = $work/index
serial = $work/serial
new_certs_dir = $work
default_md = sha256
policy = any
copy_extensions = copy
unique_subject = no
[any]
commonName = supplied
[req]
distinguished_name = name
[name]
EOF

key() { openssl ecparam -name prime256v1 -genkey -noout -out "$1.key.pem"; }

# signed NAME COMMON-NAME SUBJECT-ALTERNATIVE-NAMES BEGIN END
signed() {
    key "$1"
    openssl req -new -config "$work/ca.cnf" -key "$1.key.pem" -subj "/CN=$2" -addext "subjectAltName=$3" \
        -addext "extendedKeyUsage=serverAuth" -out "$work/$1.csr"
    openssl ca -batch -notext -config "$work/ca.cnf" -cert authority.cert.pem -keyfile authority.key.pem \
        -in "$work/$1.csr" -startdate "$4" -enddate "$5" -out "$1.cert.pem"
}

key authority
openssl req -x509 -config "$work/ca.cnf" -key authority.key.pem -subj "/CN=Assayer test authority" -days 36500 \
    -addext "basicConstraints=critical,CA:TRUE" -addext "keyUsage=critical,keyCertSign,cRLSign" \
    -out authority.cert.pem
local="DNS:localhost,IP:127.0.0.1"
signed good "Assayer test server" "$local" 20200101000000Z 21200101000000Z
signed expired "Assayer expired server" "$local" 20200101000000Z 20210101000000Z
signed future "Assayer future server" "$local" 21000101000000Z 21200101000000Z
signed other-host "Assayer other server" "DNS:login.example.com" 20200101000000Z 21200101000000Z
key self-signed
openssl req -x509 -config "$work/ca.cnf" -key self-signed.key.pem -subj "/CN=Assayer self-signed server" -days 36500 \
    -addext "subjectAltName=$local" -out self-signed.cert.pem
rm authority.key.pem
