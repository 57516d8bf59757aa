#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "palpate/core/error.hpp"

namespace palpate::acquisition {

/// A serial port with hardware behind it. Texts are empty where the system does not tell.
struct SerialDevice {
    std::string path;    ///< "/dev/ttyUSB0"
    std::string driver;  ///< "ch341-uart", "cdc_acm", ...
    /// Of the USB device that the port belongs to.
    std::optional<std::uint16_t> vendor_id;
    std::optional<std::uint16_t> product_id;
    std::string manufacturer;
    std::string product;
    std::string serial;
    /// The name that stays the same when the mat is plugged into another socket: "/dev/serial/by-id/...".
    std::string stable_path;
    /// Why this user cannot open the port, with the remedy; none when it can be opened.
    std::optional<std::string> obstacle;
};

/// Where the system describes its ports.
struct DeviceFolders {
    std::filesystem::path sys_class_tty = "/sys/class/tty";
    std::filesystem::path dev = "/dev";
    std::filesystem::path by_id = "/dev/serial/by-id";
};

/// The ports that exist now, sorted by path; opens none of them. Fails only when the system's list is
/// unreadable.
[[nodiscard]] Result<std::vector<SerialDevice>> listSerialDevices(const DeviceFolders& folders = {});

}  // namespace palpate::acquisition
