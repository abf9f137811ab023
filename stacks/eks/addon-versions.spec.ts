import { ADDON_NAMES, addonVersionsOf, KUBERNETES_VERSIONS } from "./addon-versions.ts";

it.each(KUBERNETES_VERSIONS)(
  "pins every add-on of Kubernetes %s, kube-proxy to the same minor version",
  (version) => {
    const versions = addonVersionsOf(version);
    expect(Object.keys(versions).sort()).toEqual([...ADDON_NAMES].sort());
    expect(Object.values(versions).filter((it) => !/^v\d+\.\d+\.\d+-eksbuild\.\d+$/.test(it))).toEqual([]);
    expect(versions["kube-proxy"].startsWith(`v${version}.`)).toBe(true);
  },
);

it("takes the chosen versions in place of those that go with Kubernetes", () => {
  expect(addonVersionsOf("1.34", { coredns: "v1.13.0-eksbuild.1" })).toEqual({
    ...addonVersionsOf("1.34"),
    coredns: "v1.13.0-eksbuild.1",
  });
});

it("refuses a kube-proxy of another Kubernetes, with what to do", () => {
  expect(() => addonVersionsOf("1.34", { "kube-proxy": "v1.33.0-eksbuild.2" })).toThrow(
    /^eks:addonVersions.kube-proxy: got v1.33.0-eksbuild.2; expected a version v1.34\.\*.*describe-addon-versions/,
  );
});
