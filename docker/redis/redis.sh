#!/bin/sh
# Redis with its password from a secret, which so stands in no argument and no environment. Further settings as arguments, one a line each.
# Redis takes the place of the shell, which would keep the signal to end from it. The entry point of the image goes on as the user redis; the shell is root, to read the secret.
set -eu
password=$(cat /run/secrets/redis_password)
exec $(command -v docker-entrypoint.sh) redis-server - <<CONF
requirepass $password
masterauth $password
appendonly yes
maxmemory-policy noeviction
$(printf '%s\n' "$@")
CONF
