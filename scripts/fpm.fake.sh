#!/bin/sh
# Stands in for fpm, which builds debs: saves its input in the folder $FPM_GIVEN.
printf '%s\n' "$@" >"$FPM_GIVEN/arguments"
while [ $# -gt 0 ]; do
  case "$1" in
    --after-install | --after-remove) cp "$2" "$FPM_GIVEN/${1#--}" ;;
    *.desktop) cp "${1%%=*}" "$FPM_GIVEN/entry.desktop" ;;
  esac
  shift
done
