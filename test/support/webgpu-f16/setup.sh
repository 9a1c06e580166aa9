#!/usr/bin/env bash
# Makes a Chromium whose software WebGPU adapter has `shader-f16`, which llama.cpp's WebGPU backend
# needs, on a Debian 12 machine with no graphics card. Prints the path of its executable.
#   setup.sh [DIR]     (default ~/.cache/understudy-webgpu-f16; about 300 MB; made once)
# As root; the first run needs the network. It is slow and its buffers end at 128 MiB: tests only.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
dir=${1:-${XDG_CACHE_HOME:-$HOME/.cache}/understudy-webgpu-f16}
executable=$dir/chromium/chromium
driver=$dir/mesa/usr/lib/x86_64-linux-gnu/libvulkan_lvp.so

# Made again when the browser or the shim has changed.
version() {
	cat "$here/setup.sh" "$here/lavapipe-shim.c" | sha256sum
	stat -c '%s %Y' /usr/lib/chromium/chromium
}
if [ -x "$executable" ] && [ "$(cat "$dir/done" 2>/dev/null)" = "$(version 2>/dev/null)" ]; then
	echo "$executable"
	exit 0
fi
rm -rf "$dir"
mkdir -p "$dir/lists/partial" "$dir/cache/archives/partial" "$dir/chromium"
export DEBIAN_FRONTEND=noninteractive

if ! [ -x /usr/bin/chromium ] || ! command -v gcc >/dev/null; then
	apt-get update >&2
	apt-get install -y chromium gcc libc6-dev >&2
fi

# Bookworm's own Mesa has no shader-f16; the one of its backports does. Its package is unpacked
# here and installed nowhere; the lists of the machine's package manager stay as they are.
mirror=$(apt-get indextargets --format '$(REPO_URI)' | grep -m1 '/debian/$')
keys=/usr/share/keyrings/debian-archive-keyring.gpg
echo "deb [signed-by=$keys] $mirror bookworm-backports main" >"$dir/backports.list"
backports=(
	-o "Dir::Etc::SourceList=$dir/backports.list" -o Dir::Etc::SourceParts=/dev/null
	-o "Dir::State::Lists=$dir/lists" -o "Dir::Cache=$dir/cache"
)
apt-get "${backports[@]}" update >&2
(
	cd "$dir"
	# root may not drop to _apt's rights in a folder of its own.
	apt-get "${backports[@]}" -o APT::Sandbox::User=root download mesa-vulkan-drivers >&2
	dpkg -x mesa-vulkan-drivers_*.deb mesa
	rm mesa-vulkan-drivers_*.deb
)
# What the driver links to comes with the stock driver package.
if ldd "$driver" | grep -q 'not found'; then
	apt-get install -y mesa-vulkan-drivers >&2
fi
gcc -shared -fPIC -O1 -DLVP="\"$driver\"" "$here/lavapipe-shim.c" -o "$dir/libvk_swiftshader.so" -ldl

# Chromium beside itself, with the shim where its SwiftShader was. The executable is copied: it looks
# for its libraries in its own folder.
for file in /usr/lib/chromium/*; do
	ln -sfn "$file" "$dir/chromium/$(basename "$file")"
done
rm -f "$executable" "$dir"/chromium/libvk_swiftshader.so "$dir"/chromium/vk_swiftshader_icd.json
cp /usr/lib/chromium/chromium "$executable"
mv "$dir/libvk_swiftshader.so" "$dir/chromium/libvk_swiftshader.so"
echo '{"file_format_version":"1.0.0","ICD":{"library_path":"./libvk_swiftshader.so","api_version":"1.4.305"}}' \
	>"$dir/chromium/vk_swiftshader_icd.json"
version >"$dir/done"
echo "$executable"
