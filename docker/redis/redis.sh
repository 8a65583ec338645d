#!/bin/sh
# Redis with its password from a secret, which so stands in no argument and no environment. Further settings as arguments, one a line each.
set -eu
password=$(cat /run/secrets/redis_password)
{
  printf 'requirepass %s\nmasterauth %s\n' "$password" "$password"
  printf 'appendonly yes\nmaxmemory-policy noeviction\n'
  for setting in "$@"; do printf '%s\n' "$setting"; done
} | exec redis-server -
