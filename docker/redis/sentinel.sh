#!/bin/sh
# A Sentinel rewrites its configuration, so it is made in a folder of the container. Made once: it holds who is master now, which may be another than at first.
set -eu
password=$(cat /run/secrets/redis_password)
umask 077
[ -f /data/sentinel.conf ] || cat > /data/sentinel.conf <<CONF
port 26379
dir /data
sentinel resolve-hostnames yes
sentinel announce-hostnames yes
sentinel monitor quanheng redis-1 6379 2
sentinel auth-pass quanheng $password
sentinel down-after-milliseconds quanheng 3000
sentinel failover-timeout quanheng 15000
CONF
# Goes on as the user redis, as redis.sh does.
exec $(command -v docker-entrypoint.sh) redis-server /data/sentinel.conf --sentinel
