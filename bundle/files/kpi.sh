#!/bin/sh
exec "$(dirname "$0")/versions.sh" kpi "$@"
