import unittest

import report
import starts
import targets
from spread import Spread


def rounds(*microseconds):
    return [{"norm_us": each, "rps": 1e6 / each, "mem": {"hwm": 100.0}, "errors": 0, "non2xx": 0, "foreign_cpu": 0} for each in microseconds]


def compared(**gateways):
    measured = {name: {"sat": rounds(*each), "bad": 0} for name, each in gateways.items()}
    return {"title": "plain", "when": "2026-01-01T00:00:00", "rounds": 3, "secs": 2, "gateways": measured}


def large(rps, p99):
    latency = {"p50": 100, "p99": p99, "p999": p99}
    each = {"rps": rps, "lat_us": latency, "gw_util": 0.5, "mem": {"hwm": 200.0}, "errors": 0, "non2xx": 0, "logged_share": 1.0}
    measured = {"sat": [each], "options": "-Xmx96m", "group_peak_mib": None}
    return {"gateways": {"sluice": measured}, "when": "2026-01-01T00:01:00"}


class ReportTest(unittest.TestCase):
    def test_a_spread_shows_the_median_and_both_ends(self):
        self.assertEqual("20.0 [8.00..1,234]", str(Spread.of([1234, 8, 20])))

    def test_a_ratio_is_that_of_the_medians(self):
        results = {"s1": compared(sluice=(10, 30, 20), nginx=(40, 1, 16))}
        self.assertEqual(1.25, targets.ratio(results, "s1", "nginx"))

    def test_a_target_is_judged_only_if_both_sides_were_measured(self):
        verdicts = targets.verdicts({"s1": compared(sluice=(20,), nginx=(16,))})
        self.assertEqual([("s1, CPU per request to nginx", "1.25", False)], [(each.what, each.measured, each.met) for each in verdicts])

    def test_ten_thousand_apis_may_cost_five_per_cent_more(self):
        verdicts = targets.verdicts({"lookup": {"rounds": {"1": rounds(20), "1,000": rounds(21), "10,000": rounds(22.2)}}})
        self.assertEqual([True, False], [each.met for each in verdicts])

    def test_the_large_work_must_keep_its_rate(self):
        self.assertEqual([True, True, True], [each.met for each in targets.verdicts({"large": large(9999, 9000)})])
        self.assertEqual([False, False, True], [each.met for each in targets.verdicts({"large": large(9000, 11000)})])

    def test_the_report_has_sections_only_for_what_was_measured(self):
        text = report.markdown({"s1": compared(sluice=(20,), nginx=(16,)), "large": large(9999, 9000)}, {"sluice": "0.1.0"})
        self.assertIn("| s1: plain | 20.0 [20.0..20.0] | 16.0 [16.0..16.0] |", text)
        self.assertIn("2026-01-01 00:00 to 2026-01-01 00:01; 3 rounds of 2 s.", text)
        self.assertNotIn("## Lookup", text)

    def test_the_report_tells_what_more_apis_cost(self):
        text = report.markdown({"lookup": {"rounds": {"1": rounds(20, 22), "1,000": rounds(21, 23), "10,000": rounds(22, 24)}, "starts": 2}}, {})
        self.assertIn("Starts: 2; short rounds in turn: 2 of each.", text)
        self.assertIn("| 1,000 | 22.0 [21.0..23.0] | 1.048 |", text)

    def test_starts_take_turns_with_the_others(self):
        self.assertEqual("sluice,nginx,sluice-2,envoy,sluice-3", starts.names("sluice,nginx,envoy", 3))
        self.assertEqual("nginx,envoy", starts.names("nginx,envoy", 3))

    def test_the_rounds_of_all_starts_count(self):
        result = compared(sluice=(20,), nginx=(16,))
        result["gateways"]["sluice-2"] = {"sat": rounds(30, 40), "bad": 1}
        merged = starts.merged(result)["gateways"]
        self.assertEqual(["sluice", "nginx"], list(merged))
        self.assertEqual("30.0 [20.0..40.0]", str(targets.cpu(merged["sluice"]["sat"])))
        self.assertEqual(1, merged["sluice"]["bad"])

    def test_the_report_tells_how_many_starts_there_were(self):
        result = compared(sluice=(20,), nginx=(16,))
        self.assertIn("all count: 1;", report.markdown({"s1": starts.merged(result)}, {}))
        result["gateways"]["sluice-2"] = {"sat": rounds(30), "bad": 0}
        self.assertIn("all count: 2;", report.markdown({"s1": starts.merged(result)}, {}))

    def test_failed_requests_are_told(self):
        result = compared(sluice=(20,))
        result["gateways"]["sluice"]["bad"] = 3
        self.assertIn("other than 2xx: 3 of sluice in s1.", report.markdown({"s1": result}, {}))


if __name__ == "__main__":
    unittest.main()
