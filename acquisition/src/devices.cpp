#include "palpate/acquisition/devices.hpp"

#include <algorithm>
#include <charconv>
#include <fstream>
#include <string_view>
#include <system_error>

#include <fmt/format.h>
#include <unistd.h>

namespace palpate::acquisition {

namespace fs = std::filesystem;

namespace {

/// The first line of a small system file; empty when there is none.
std::string readLine(const fs::path& file)
{
    std::ifstream in{file};
    std::string line;
    std::getline(in, line);
    return line;
}

std::optional<std::uint16_t> readHex(const fs::path& file)
{
    const auto text = readLine(file);
    std::uint16_t number = 0;
    const auto result = std::from_chars(text.data(), text.data() + text.size(), number, 16);
    return result.ec == std::errc{} && !text.empty() ? std::optional{number} : std::nullopt;
}

/// The folder of the USB device above a port's interface; none for ports that are not on USB.
std::optional<fs::path> usbDeviceOf(const fs::path& device)
{
    std::error_code error;
    for (auto folder = fs::canonical(device, error); !error && folder.has_relative_path();
         folder = folder.parent_path()) {
        if (fs::exists(folder / "idVendor", error)) {
            return folder;
        }
    }
    return std::nullopt;
}

std::string stablePathOf(const fs::path& port, const fs::path& by_id)
{
    std::error_code error;
    for (fs::directory_iterator entry{by_id, error}, end; !error && entry != end; entry.increment(error)) {
        std::error_code broken_link;
        if (fs::weakly_canonical(entry->path(), broken_link) == port) {
            return entry->path().string();
        }
    }
    return {};
}

std::optional<std::string> obstacleTo(const fs::path& port)
{
    std::error_code error;
    if (!fs::exists(port, error)) {
        return fmt::format("{} does not exist", port.string());
    }
    if (::access(port.c_str(), R_OK | W_OK) != 0) {
        return "no permission: add yourself to the group dialout ('sudo adduser $USER dialout') and log in "
               "again";
    }
    return std::nullopt;
}

SerialDevice describe(const std::string& name, const fs::path& device, const DeviceFolders& folders)
{
    std::error_code error;
    const auto path = folders.dev / name;
    SerialDevice result{.path = path.string()};
    result.driver = fs::read_symlink(device / "driver", error).filename().string();
    if (const auto usb = usbDeviceOf(device)) {
        result.vendor_id = readHex(*usb / "idVendor");
        result.product_id = readHex(*usb / "idProduct");
        result.manufacturer = readLine(*usb / "manufacturer");
        result.product = readLine(*usb / "product");
        result.serial = readLine(*usb / "serial");
    }
    result.stable_path = stablePathOf(path, folders.by_id);
    result.obstacle = obstacleTo(path);
    return result;
}

}  // namespace

Result<std::vector<SerialDevice>> listSerialDevices(const DeviceFolders& folders)
{
    std::vector<SerialDevice> devices;
    std::error_code error;
    for (fs::directory_iterator entry{folders.sys_class_tty, error}, end; !error && entry != end;
         entry.increment(error)) {
        // Consoles and pseudo-terminals have no device; type 0 is a port of the board with no chip behind it.
        const auto device = entry->path() / "device";
        std::error_code gone;
        const bool has_chip = readLine(entry->path() / "type") != "0";
        if (fs::exists(device, gone) && has_chip) {
            devices.push_back(describe(entry->path().filename().string(), device, folders));
        }
    }
    if (error) {
        return fail(ErrorCode::Io, fmt::format("cannot list the serial ports in {}: {}",
                                               folders.sys_class_tty.string(), error.message()));
    }
    std::sort(devices.begin(), devices.end(),
              [](const SerialDevice& a, const SerialDevice& b) { return a.path < b.path; });
    return devices;
}

}  // namespace palpate::acquisition
