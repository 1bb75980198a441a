/** What the default sandbox is documented with. */
export const documented = {
  key: "tl_key_understudydefault",
  secret: "tl_secret_understudyDefaultSandbox0000000000",
  workspaceId: "de7a0175-a4db-4087-8a0d-5f0c3b9e2d41",
  teamId: "c0ffee11-7ea3-4d5b-9c1e-2b8a6f4d0e93",
  organizationToken: "tot_understudydefaultsandbox0000000000000000000000000000",
  /** Once signed with a key that nobody has kept: it is known by its hash, as every token is. */
  accessToken: [
    "eyJhbGciOiJSUzI1NiJ9",
    "eyJ3b3Jrc3BhY2VJZCI6ImRlN2EwMTc1LWE0ZGItNDA4Ny04YTBkLTVmMGMzYjllMmQ0MSIsImlhdCI6MTc1NjY4NDgwMCwiZXhwIjoyNTM0MDIzMDA3OTksImN1c3RvbTp0ZWFtSWQiOiJjMGZmZWUxMS03ZWEzLTRkNWItOWMxZS0yYjhhNmY0ZDBlOTMiLCJqdGkiOiIwYjVlN2YzYS02YzFkLTRmODItOWE0Ny1kM2U4YzJiMWY2MDUifQ",
    "ALhq8JoW8ib783ZVuFRp7celswLeuOIrLBqf7ONFqNQH7P1ALc-cwgJqJP6OJ5Ict4GkR73p5_0sutR3uMpiLcQ5OlcVsN0AC175OtaRpjIlTbS3drwmb5ucmO517PMpy97wPwDdvTRz9Pszf9Sn59EfaOJb8k6X8PeH_agJTZWCI1OsDeHk-ETUjP9mo6Db2YrYIcNoLoAEK9YS1eQepBubq-jFsO4ujWVlePw19RTGZFHNAklbcpETaDA9MJZxP_YHzpZVxTV0R3nw3Dye5EtY_qGyVO4EC9y589PmyiVwNfgOsic6CsHPoarvOr8URSzJLCAL2nvMZJIkhbTFqA",
  ].join("."),
} as const;
