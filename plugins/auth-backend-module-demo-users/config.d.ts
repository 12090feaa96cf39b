export interface Config {
  auth?: {
    providers?: {
      /**
       * Sign-in by persona. Works in development on a loopback address only;
       * anywhere else the backend refuses to start.
       */
      demo?: {
        /** Names of catalog users in the default namespace. */
        users: string[];
      };
    };
  };
}
