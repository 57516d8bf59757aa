#include <memory>
#include <optional>
#include <string>

#include "palpate/acquisition/devices.hpp"

#include "command.hpp"
#include "json_output.hpp"

#include <fmt/format.h>

namespace palpate::cli {

namespace {

Json usbId(const std::optional<std::uint16_t>& id)
{
    return id ? Json(fmt::format("{:04x}", *id)) : Json(nullptr);
}

Json describe(const acquisition::SerialDevice& device)
{
    // No profile names the USB identity of its mats yet, so none is claimed to fit.
    return {
        {"path", device.path},
        {"driver", jsonOf(device.driver)},
        {"vendor_id", usbId(device.vendor_id)},
        {"product_id", usbId(device.product_id)},
        {"manufacturer", jsonOf(device.manufacturer)},
        {"product", jsonOf(device.product)},
        {"serial", jsonOf(device.serial)},
        {"stable_path", jsonOf(device.stable_path)},
        {"mat", nullptr},
        {"obstacle", device.obstacle ? Json(*device.obstacle) : Json(nullptr)},
    };
}

int listDevices(bool as_json)
{
    const auto devices = acquisition::listSerialDevices();
    if (!devices) {
        return refuse(devices.error());
    }
    if (as_json) {
        Json list = Json::array();
        for (const auto& device : *devices) {
            list.push_back(describe(device));
        }
        printJson({{"devices", list}});
        return kDone;
    }
    for (const auto& device : *devices) {
        fmt::print("{:<16} {:<12} {} {} {}\n", device.path, device.driver, device.manufacturer,
                   device.product, device.serial);
        if (device.obstacle) {
            fmt::print("  {}\n", *device.obstacle);
        }
    }
    if (devices->empty()) {
        fmt::print(stderr,
                   "no serial port is present: plug the mat in; without one, try: palpate simulate "
                   "--scenario holds --pty\n");
    }
    return kDone;
}

}  // namespace

void addDevicesCommand(CLI::App& app, Action& chosen)
{
    auto* command = app.add_subcommand("devices", "Serial ports that are present, with their USB identity");
    const auto as_json = std::make_shared<bool>(false);
    command->add_flag("--json", *as_json, "One JSON document on standard output");
    command->footer("Example: palpate devices --json");
    command->callback([&chosen, as_json] { chosen = [as_json] { return listDevices(*as_json); }; });
}

}  // namespace palpate::cli
