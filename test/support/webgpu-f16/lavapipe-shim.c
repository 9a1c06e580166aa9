// Lets Chromium use Mesa's lavapipe, a software Vulkan driver with shader-f16, where it looks for
// SwiftShader, which has none: forwards every call to libvulkan_lvp.so and reports SwiftShader's
// vendor and device id, by which Chromium knows its software adapter. Built by setup.sh, which
// defines LVP as the driver's path.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdint.h>
#include <string.h>

typedef void (*function)(void);
typedef function (*get_proc_addr)(void *, const char *);

// The beginning of VkPhysicalDeviceProperties and VkPhysicalDeviceProperties2.
typedef struct {
	uint32_t api_version, driver_version, vendor_id, device_id, device_type;
} properties;
typedef struct {
	uint32_t type;
	void *next;
	properties properties;
} properties2;

static const uint32_t SWIFTSHADER_VENDOR = 0x1AE0;
static const uint32_t SWIFTSHADER_DEVICE = 0xC0DE;
static const uint32_t DEVICE_TYPE_CPU = 4;

static get_proc_addr instance_proc;
static get_proc_addr physical_device_proc;
static unsigned (*negotiate)(unsigned *);
static void (*device_properties)(void *, void *);
static void (*device_properties2)(void *, void *);

static void load(void)
{
	if (instance_proc)
		return;
	void *driver = dlopen(LVP, RTLD_NOW | RTLD_LOCAL);
	if (!driver)
		return;
	instance_proc = (get_proc_addr)dlsym(driver, "vk_icdGetInstanceProcAddr");
	physical_device_proc = (get_proc_addr)dlsym(driver, "vk_icdGetPhysicalDeviceProcAddr");
	negotiate = (unsigned (*)(unsigned *))dlsym(driver, "vk_icdNegotiateLoaderICDInterfaceVersion");
}

static void pretend(properties *p)
{
	p->vendor_id = SWIFTSHADER_VENDOR;
	p->device_id = SWIFTSHADER_DEVICE;
	p->device_type = DEVICE_TYPE_CPU;
}

static void get_properties(void *device, void *out)
{
	device_properties(device, out);
	pretend(out);
}

static void get_properties2(void *device, void *out)
{
	device_properties2(device, out);
	pretend(&((properties2 *)out)->properties);
}

static function wrap(const char *name, function original)
{
	if (!original)
		return original;
	if (!strcmp(name, "vkGetPhysicalDeviceProperties")) {
		device_properties = (void (*)(void *, void *))original;
		return (function)get_properties;
	}
	if (!strcmp(name, "vkGetPhysicalDeviceProperties2") ||
	    !strcmp(name, "vkGetPhysicalDeviceProperties2KHR")) {
		device_properties2 = (void (*)(void *, void *))original;
		return (function)get_properties2;
	}
	return original;
}

#define EXPORT __attribute__((visibility("default")))

EXPORT function vkGetInstanceProcAddr(void *instance, const char *name)
{
	load();
	if (!instance_proc)
		return 0;
	if (!strcmp(name, "vkGetInstanceProcAddr"))
		return (function)vkGetInstanceProcAddr;
	return wrap(name, instance_proc(instance, name));
}

EXPORT function vk_icdGetInstanceProcAddr(void *instance, const char *name)
{
	return vkGetInstanceProcAddr(instance, name);
}

EXPORT unsigned vk_icdNegotiateLoaderICDInterfaceVersion(unsigned *version)
{
	load();
	return negotiate ? negotiate(version) : (unsigned)-3; // VK_ERROR_INITIALIZATION_FAILED
}

EXPORT function vk_icdGetPhysicalDeviceProcAddr(void *instance, const char *name)
{
	load();
	return wrap(name, physical_device_proc ? physical_device_proc(instance, name) : 0);
}
