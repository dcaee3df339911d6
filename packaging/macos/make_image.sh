#!/bin/sh
# Makes the image for macOS out of dist/KneeTimer.app: signed where SIGN_AS names an identity, then packed as dmg.
# Has not run yet. Notarising needs an account: xcrun notarytool submit, then xcrun stapler staple.
set -eu
cd "$(dirname "$0")/../.."

codesign --force --deep --options runtime --entitlements packaging/macos/entitlements.plist \
    --sign "${SIGN_AS:--}" dist/KneeTimer.app
codesign --verify --deep --strict dist/KneeTimer.app
folder=$(mktemp -d)
cp -R dist/KneeTimer.app "$folder/"
ln -s /Applications "$folder/Applications"
hdiutil create -volname KneeTimer -srcfolder "$folder" -format UDZO -ov "dist/kneetimer-macos-$(uname -m).dmg"
rm -rf "$folder"
